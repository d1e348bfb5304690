// <cite-this>: a box of citations (citeformat, MIT)
{
const WORDS = {
  copy: 'Copy', plain: 'Copy plain text', copied: 'Copied', download: 'Download',
  search: 'Find a style', found: 'styles', failed: 'The service does not answer'
};
const CSS = new CSSStyleSheet();
CSS.replaceSync(`
:host(:not([hidden])) { display: block }
button, input { font: inherit; color: inherit; background: none; padding: .3em .7em;
  border: 1px solid #888; border-radius: .3em }
[part=tabs], [part=actions] { display: flex; flex-wrap: wrap; gap: .3em }
[part=tabs] { border-bottom: 1px solid #888 }
[role=tab] { border-width: 0 0 3px; border-color: #0000; border-radius: 0; max-width: 14em;
  overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
button:hover, [aria-selected=true] { border-color: currentColor }
[aria-selected=true] { font-weight: 600 }
[part=text] { padding: 1em 0; overflow-wrap: anywhere }
a { color: inherit }
label { display: block; margin-top: 1em }
pre, [part=results] { margin: 0; max-height: 16em; overflow: auto }
[part=results] button { display: block; border: 0 }`);

const make = (name, values) => Object.assign(document.createElement(name), values);

const start = host => {
  if (host.shadowRoot) return;
  const root = host.attachShadow({ mode: 'open' });
  const word = key => host.dataset[key] ?? WORDS[key];
  const get = name => host.getAttribute(name) ?? '';
  const service = get('service').replace(/\/$/, '');
  const record = host.querySelector('script[type$=json]')?.text;
  const outputs = [];
  let shown, last;

  root.adoptedStyleSheets = [CSS];
  root.innerHTML = `<div part="tabs" role="tablist"></div>
<div part="text" role="tabpanel" tabindex="0" dir="auto"></div>
<div part="actions"></div>
<label part="search">${word('search')} <input part="input" type="search"></label>
<div part="results"></div><p part="status" role="status"></p>`;
  const [tabs, text, actions, search, results, status] = root.children;

  const say = key => status.textContent = word(key) ?? key;
  const button = (part, title, onclick) =>
    make('button', { textContent: title, part, title, onclick });

  const ask = async (path, query, body) => {
    query.locale = get('locale');
    try {
      const answer = await fetch(`${service}/${path}?${new URLSearchParams(query)}`,
        body && { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
      const made = await answer.json();
      if (answer.ok) return made;
      say(made.detail ?? 'failed');
    } catch { say('failed') }
    return {};
  };
  const render = async styles => (await ask('cite-this', { styles }, record)).records?.[0].outputs ?? [];

  const find = name => outputs.find(each => each.name == name);
  const add = (name, label, body) => {
    const tab = button('tab', label, () => show(output, true));
    const output = { name, label, body, tab };
    tab.role = 'tab';
    outputs.push(output);
    tabs.append(tab);
  };
  const load = async names => {
    for (const { name, label, html } of await render(names))
      find(name) ?? add(name, label, [make('div', { innerHTML: html })]);
  };

  const show = (output, chosen) => {
    if (!output) return;
    shown = output;
    for (const { tab } of outputs) {
      const current = tab == output.tab;
      tab.ariaSelected = current;
      tab.tabIndex = current - 1;
      tab.part.toggle('current', current);
    }
    text.ariaLabel = output.label;
    text.replaceChildren(...output.body);
    if (!chosen) return;
    say('');
    try { localStorage.citeThis = output.name ?? '' } catch {}
  };

  const action = (key, act, suffix = '') =>
    actions.append(button('button', word(key) + suffix, act));
  for (const key of ['copy', 'plain']) action(key, () => {
    addEventListener('copy', e => {
      e.preventDefault();
      if (key == 'copy') e.clipboardData.setData('text/html', text.innerHTML);
      e.clipboardData.setData('text/plain', text.innerText);
    }, { once: true });
    getSelection().selectAllChildren(text);
    document.execCommand('copy');  // works without HTTPS
    say('copied');
  });

  for (const each of host.querySelectorAll('section')) {
    const [heading, ...body] = each.cloneNode(true).children;
    add(each.dataset.name, heading.textContent, body);
  }

  for (const [suffix, format] of [['.bib', 'bibtex'], ['.ris', 'ris'], ['.json']])
    if (find(format) || record && (service || !format))
      action('download', async () => {
        const content = !format ? record
          : find(format)?.body[0].textContent ?? (await render(format))[0]?.text;
        if (content) make('a', {
          href: URL.createObjectURL(new Blob([content])), download: 'citation' + suffix
        }).click();
      }, ' ' + suffix);

  tabs.onkeydown = ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!step) return;
    show(outputs.at((outputs.indexOf(shown) + step) % outputs.length), true);
    shown.tab.focus();
  };
  search.oninput = async ({ target }) => {
    const q = target.value;
    const { styles } = q ? await ask('styles', { q }) : { styles: [] };
    if (target.value != q || !styles) return;
    results.replaceChildren(...styles.map(({ name, title }) => button('result', title, async () => {
      find(name) ?? await load([name]);
      show(find(name), true);
    })));
    say(`${styles.length} ${word('found')}`);
  };

  const begin = async (...names) => {
    names = names.filter(name => name && !find(name));
    if (names[0] && service) await load(names);
    show(find(last) ?? outputs[0]);
  };
  try { last = localStorage.citeThis } catch {}
  if (!service) search.remove();
  show(outputs[0]);
  begin(...get('styles').split(/[\s,]+/)).then(() => begin(last));
};

customElements.get('cite-this') ?? customElements.define('cite-this', class extends HTMLElement {
  connectedCallback() {
    if (document.readyState != 'loading') start(this);
    else addEventListener('DOMContentLoaded', () => start(this));
  }
});
}
