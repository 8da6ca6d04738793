// Before the first paint: the theme, spacing and direction that this device chose. client/app/look.ts keeps them.
;(() => {
  const root = document.documentElement
  let look = {}
  try {
    look = JSON.parse(localStorage.getItem('cairn.look') || '{}')
  } catch {
    // Storage is closed, or holds something else: the defaults will do.
  }
  const dark = look.theme === 'dark' || (look.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.theme = dark ? 'dark' : 'light'
  if (look.contrast || matchMedia('(prefers-contrast: more)').matches) root.dataset.contrast = 'more'
  if (look.density === 'compact' || look.density === 'roomy') root.dataset.density = look.density
  if (look.still) root.dataset.motion = 'less'
  const wanted = look.language && look.language !== 'auto' ? [look.language] : navigator.languages
  // The first that there are words in, as the app takes it.
  root.dir = /^ar\b/.test(wanted.find((language) => /^(en|es|ar)\b/.test(language))) ? 'rtl' : 'ltr'
})()
