// The script of the page. It sends the form while the user types, and shows the parts of the page
// that come back. Without it, the buttons of the form do the same.
{
const find = selector => document.querySelector(selector);
const form = find('#form'), text = find('#text'), words = find('#words'), style = find('#style');
const locale = find('#locale'), file = find('#file'), editor = find('.editor'), lines = find('.lines');
const styles = find('#styles'), result = find('#result'), status = find('#status');

let title = words.value;  // of the chosen style
let cited = find('#cited')?.dataset.id ?? '';
let typed = false;  // whether the field of the style has words to search for

// Requests. A newer one of the same kind ends the older one.

const running = {};

async function ask(part, values) {
  running[part]?.abort();
  const { signal } = running[part] = new AbortController();
  const body = new FormData();
  const fields = { text: text.value, style: style.value, locale: locale.value, ...values };
  for (const name in fields) body.set(name, fields[name]);
  try {
    const answer = await fetch(`page?part=${part}`, { method: 'POST', body, signal });
    return await answer.text();
  } catch (error) {
    if (error.name !== 'AbortError') status.textContent = 'The service does not answer.';
    return null;
  }
}

const waiting = {};

function after(milliseconds, name, action) {
  clearTimeout(waiting[name]);
  waiting[name] = setTimeout(action, milliseconds);
}

// The list.

const counted = (count, noun) => `${count} ${noun}${Number(count) === 1 ? '' : 's'}`;

async function showResult() {
  const html = await ask('result', { cite: cited });
  if (html === null) return;
  result.innerHTML = html;
  prepareResult();
  const list = find('#list'), problems = find('.problems')?.dataset.count;
  const sentences = [];
  if (list) sentences.push(`${counted(list.dataset.shown, 'reference')} in ${list.dataset.style}.`);
  if (problems) sentences.push(`${counted(problems, 'problem')}.`);
  status.textContent = sentences.join(' ');
}

function prepareResult() {
  for (const button of result.querySelectorAll('[data-copy]')) button.hidden = false;
  for (const link of result.querySelectorAll('#list a')) link.target = '_blank';  // the text stays
  showLines();
}

function copyList(isRich) {
  const copy = find('#list').cloneNode(true);
  for (const button of copy.querySelectorAll('.cite')) button.remove();
  for (const part of copy.querySelectorAll('.csl-left-margin, .csl-right-inline'))
    part.replaceWith(...part.childNodes, ' ');  // word processors begin a paragraph with each div
  document.addEventListener('copy', event => {
    event.preventDefault();
    if (isRich) event.clipboardData.setData('text/html', copy.innerHTML);
    event.clipboardData.setData('text/plain', find('#plain').content.textContent);
  }, { once: true });
  getSelection().selectAllChildren(find('#list'));
  document.execCommand('copy');  // works without HTTPS, too
  getSelection().removeAllRanges();
  status.textContent = 'Copied.';
}

// The lines of the text, and their problems.

function showLines() {
  const severity = {};
  for (const problem of result.querySelectorAll('[data-line]'))
    if (severity[problem.dataset.line] !== 'error') severity[problem.dataset.line] = problem.className;
  const count = text.value.split('\n').length;
  const parts = [];
  let numbers = '';
  for (let number = 1; number <= count; number++) {
    if (severity[number]) {
      const mark = document.createElement('b');
      mark.className = severity[number];
      mark.textContent = number;
      parts.push(numbers, mark);
      numbers = '\n';
    } else numbers += `${number}\n`;
  }
  lines.replaceChildren(...parts, numbers);
  editor.style.setProperty('--digits', Math.max(2, String(count).length));
  lines.scrollTop = text.scrollTop;
}

function selectLine(number) {
  const before = text.value.split('\n').slice(0, number - 1).join('\n');
  const start = number > 1 ? before.length + 1 : 0;
  const end = text.value.indexOf('\n', start);
  text.focus();
  text.setSelectionRange(start, end < 0 ? text.value.length : end);
  text.scrollTop = text.scrollHeight * (number - 4) / text.value.split('\n').length;
}

// The style.

async function showStyles(values) {
  const html = await ask('styles', values);
  if (html === null) return;
  styles.innerHTML = html;
  const heading = styles.querySelector('h3');
  if (!heading) return;
  status.textContent = `${heading.textContent}.`;
  if ('again' in heading.dataset) showStyles(values);
  heading.remove();
}

function searchWords() {
  const sample = find('#list')?.dataset.sample ?? '';
  showStyles({ find: 'words', words: typed ? words.value : '', text: sample });
}

function hideStyles() {
  running.styles?.abort();
  clearTimeout(waiting.styles);
  styles.replaceChildren();
  words.value = title;
  typed = false;
}

function choose(button) {
  style.value = button.value;
  title = button.dataset.title;
  hideStyles();
  words.focus();
  showAddress();
  showResult();
}

function showAddress() {
  const query = new URLSearchParams({ style: style.value });
  if (locale.value) query.set('locale', locale.value);
  history.replaceState(null, '', `./?${query}`);
}

// Events.

text.addEventListener('input', () => {
  showLines();
  after(text.value.length > 100_000 ? 1500 : 350, 'result', showResult);
});
text.addEventListener('scroll', () => { lines.scrollTop = text.scrollTop; });
locale.addEventListener('change', () => { showAddress(); showResult(); });

words.addEventListener('focus', () => words.select());
words.addEventListener('input', () => { typed = true; after(200, 'styles', searchWords); });
words.addEventListener('click', () => { if (!styles.childElementCount) searchWords(); });
find('.style').addEventListener('keydown', event => {
  if (event.key === 'Escape') hideStyles();
  if (event.key === 'Enter' && event.target === words) {
    event.preventDefault();
    const first = styles.querySelector('button');
    if (first && typed) choose(first);
  }
});
form.addEventListener('keydown', event => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const buttons = [...styles.querySelectorAll('button')];
  const place = buttons.indexOf(event.target);
  if (event.key === 'Escape' && place >= 0) { hideStyles(); words.focus(); }
  if (!step || (place < 0 && event.target !== words)) return;
  event.preventDefault();
  if (!buttons.length) searchWords();
  else (buttons[place + step] ?? words).focus();
});

form.addEventListener('submit', event => {
  const button = event.submitter;
  if (button?.hasAttribute('formaction')) return;  // a download
  event.preventDefault();
  if (button?.name === 'choose') choose(button);
  else if (button?.value === 'like') {
    status.textContent = 'Comparing all styles …';
    showStyles({ find: 'like', like: find('#like').value });
  } else if (button?.name === 'cite') {
    cited = button.value;
    showResult().then(() => find('#cited')?.focus());
  } else showResult();
});

result.addEventListener('click', event => {
  const line = event.target.closest('a[href="#text"]')?.closest('[data-line]');
  if (line) {
    event.preventDefault();
    selectLine(Number(line.dataset.line));
  }
  const copy = event.target.dataset.copy;
  if (copy) copyList(copy === 'rich');
});

// A file is sent as it is: the service knows its encoding.
file.addEventListener('change', () => { if (file.files.length) form.submit(); });
editor.addEventListener('dragover', event => { event.preventDefault(); editor.classList.add('over'); });
editor.addEventListener('dragleave', () => editor.classList.remove('over'));
editor.addEventListener('drop', event => {
  editor.classList.remove('over');
  if (!event.dataTransfer.files.length) return;  // text is dropped as text
  event.preventDefault();
  file.files = event.dataTransfer.files;
  form.submit();
});

find('#example').addEventListener('click', async () => {
  text.value = await (await fetch('static/example.bib')).text();
  showLines();
  showResult();
});
find('#clear').addEventListener('click', () => {
  text.value = '';
  text.focus();
  showResult();
});

document.documentElement.className = 'script';
for (const shown of document.querySelectorAll('#example, #clear, .lines')) shown.hidden = false;
for (const replaced of document.querySelectorAll('#show, #find')) replaced.hidden = true;
prepareResult();
// A browser that goes back to the page brings the text back, but not its list.
addEventListener('pageshow', () => { if (text.value && !result.querySelector('#list, .problems')) showResult(); });
}
