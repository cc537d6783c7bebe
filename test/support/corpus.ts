const code = String.fromCharCode

/**
 * Texts that would be commands, end a quote, end a line, or fill a template, if anything took them as more than text.
 */
export const corpus: readonly string[] = [
  '"', '""', "'", '\\', '\\"', '\\\\"', '" exit', '"\nexit', 'x"\r\nactivate\r\nexit\r\nno dial-plan-rule 0', 'exit',
  'activate', 'no dial-plan-rule 0', 'configure voip', '\n', '\r', '\r\n', '\t', `a${code(0)}b`, `a${code(0x85)}exit`,
  `a${code(0x2028)}exit`, `a${code(0x2029)}exit`, `a${code(0x0b)}b`, `a${code(0x0c)}b`, code(0x1b), code(0x7f),
  '{{Name}}', '%s%n', '<%= 1 %>', '{{7*7}}', '$(reboot)', '`reboot`', '; reload', '| reload', '# comment', '! comment',
  '=1+1', ',', 'a,b', '","', '\\n', '\\u000a', 'Trunk=1;exit', ' leading', 'trailing ', '', 'x'.repeat(60),
  'x'.repeat(20_000), 'Zo\u00eb', '\u5317', '\ud83d\udcde', '--boundary',
  '\r\n--dialplane\r\nContent-Disposition: form-data; name="file"\r\n\r\nreload'
]
