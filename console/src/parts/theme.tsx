import { useEffect, useState } from 'preact/hooks'

const themes = ['system', 'light', 'dark'] as const
type Theme = typeof themes[number]

const kept = (): Theme => themes.find(theme => theme === localStorage.getItem('theme')) ?? 'system'

/** Light, dark, or what the system has; kept in this browser. */
export function ThemeButton () {
  const [theme, setTheme] = useState<Theme>(kept)
  useEffect(() => {
    localStorage.setItem('theme', theme)
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  const next = themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
  return <button type='button' onClick={() => setTheme(next)}>Theme: {theme}</button>
}
