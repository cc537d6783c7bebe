import { render } from 'preact'
import { App } from './app.tsx'
import { openSession } from './session.ts'
import './style.css'

const place = document.getElementById('app') ?? document.body

try {
  render(<App session={await openSession()} />, place)
} catch (error) {
  render(<main><h1>Dialplane</h1><p role='alert'>The sign-in failed: {String(error)}</p></main>, place)
}
