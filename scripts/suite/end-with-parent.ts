// Preloaded with --import into what the suite starts, whose standard input is a pipe from its parent. The pipe closes
// however the parent ends; a parent that is killed has no time to send a signal.
process.stdin.on('error', () => {}).on('close', () => process.kill(process.pid, 'SIGKILL')).resume()
process.stdin.unref()
