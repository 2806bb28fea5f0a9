// The form of a questionnaire: checks the answers and puts them into a file that the reader keeps.
// Nothing is sent anywhere. Without this script the page is a form to print.
'use strict';

(() => {
  const form = document.querySelector('form');
  const trouble = document.getElementById('trouble');
  const saved = document.getElementById('saved');
  const save = form.querySelector('button');
  const keep = form.querySelector('.keep');
  const keeping = keep.querySelector('input');
  const fields = [...form.elements].filter((field) => field.name);
  const names = [...new Set(fields.map((field) => field.name))];
  let isChanged = false;

  // ---- Answers ------------------------------------------------------------------------------------

  const fieldsOf = (name) => fields.filter((field) => field.name === name);

  // Line ends of any kind become \n. What cannot stand in the file, all of it invisible, is left out.
  const clean = (text) => text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[\0-\x08\x0B-\x1F\x7F-\x9F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/g, '')
    .replace(/[\uD800-\uDFFF]/gu, '')
    .trim();

  // Digits of any script, and the Arabic point, as 0-9 and a point.
  const plain = (text) => text.replace(/\p{Nd}/gu, (digit) => {
    let value = 0;
    for (let code = digit.codePointAt(0); /\p{Nd}/u.test(String.fromCodePoint(code - 1)); code--) value++;
    return value % 10;
  }).replace(/\u066B/g, '.');

  const answer = (name) => {
    const [first] = fieldsOf(name);
    if (first.type === 'radio') return fieldsOf(name).find((field) => field.checked)?.value ?? '';
    return first.dataset.kind ? plain(clean(first.value)) : clean(first.value);
  };

  const fill = (name, text) => {
    for (const field of fieldsOf(name)) {
      if (field.type === 'radio') field.checked = field.value === text;
      else field.value = text;
    }
  };

  // ---- The file: YAML, every answer on lines of its own, as in the form that is a text file ---------

  const block = (name) => `  ${name}: |-\n${answer(name).replace(/^(?=.)/gm, '    ')}\n`;

  const compose = () => {
    const answers = names.filter((name) => !name.startsWith('_') && answer(name));
    return `form: ${form.dataset.form}\nlang: ${answer('_lang')}\nby: ${answer('_by')}\n` +
      `answers:${answers.length ? '' : ' {}'}\n${answers.map(block).join('')}`;
  };

  const hand = () => {
    const text = compose();
    const place = saved.querySelector('bdi');
    const link = document.createElement('a'); // it has an address only now
    if (place.firstChild) URL.revokeObjectURL(place.firstChild.href);
    place.replaceChildren(link);
    link.href = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'application/yaml' }));
    link.download = `${form.dataset.file}-${answer('_by')}-${answer('_lang')}.yaml`.toLowerCase();
    link.textContent = link.download;
    saved.querySelector('pre').textContent = text;
    saved.hidden = false;
    link.click();
    saved.focus();
    isChanged = false;
  };

  // ---- What is missing or wrong ---------------------------------------------------------------------

  const labelOf = (field) => field.closest('.question').querySelector('legend, label');

  const isDay = (text) => {
    const [year, month = '1', day = '1'] = plain(text).split('-');
    const date = new Date(Date.UTC(year, month - 1, day));
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day);
  };

  const fault = (name) => {
    const [field] = fieldsOf(name);
    const { kind } = field.dataset;
    if (field.required && !answer(name)) return form.dataset.missing;
    const isWrong = kind && answer(name) && (field.validity.patternMismatch || (kind === 'date' && !isDay(field.value)));
    return isWrong ? form.dataset[kind] : '';
  };

  const mark = (field, text) => {
    const id = `e-${field.name}`;
    const others = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((other) => other && other !== id);
    document.getElementById(id)?.remove();
    for (const each of fieldsOf(field.name)) {
      if (text) each.setAttribute('aria-invalid', 'true');
      else each.removeAttribute('aria-invalid');
    }
    if (text) {
      const note = document.createElement('p');
      note.id = id;
      note.className = 'error';
      note.textContent = text;
      labelOf(field).closest('fieldset, .question').append(note);
      others.push(id);
    }
    if (others.length) field.setAttribute('aria-describedby', others.join(' '));
    else field.removeAttribute('aria-describedby');
  };

  const check = () => {
    const list = trouble.querySelector('ul');
    list.replaceChildren();
    for (const name of names) {
      const [field] = fieldsOf(name);
      const text = fault(name);
      mark(field, text);
      if (!text) continue;
      const link = document.createElement('a');
      link.href = `#${field.id || field.closest('[id]').id}`;
      link.textContent = labelOf(field).textContent;
      link.addEventListener('click', (event) => {
        event.preventDefault();
        field.focus();
      });
      list.append(document.createElement('li'));
      list.lastChild.append(link);
    }
    trouble.hidden = !list.childElementCount;
    return trouble.hidden;
  };

  // ---- Keeping answers in this browser, if it can and the reader wants it --------------------------

  const key = `isogloss:${form.dataset.form}`;

  const store = (text) => {
    try {
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
      return true;
    } catch {
      return false;
    }
  };

  const restore = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? 'null');
      keep.hidden = false;
      keeping.checked = kept !== null;
      for (const name of names) if (typeof kept?.[name] === 'string') fill(name, kept[name]);
    } catch {
      keep.hidden = true;
    }
  };

  const note = () => {
    keeping.checked = keeping.checked &&
      store(JSON.stringify(Object.fromEntries(names.map((name) => [name, answer(name)]))));
    if (!keeping.checked) store(null);
  };

  // -----------------------------------------------------------------------------------------------------

  form.noValidate = true;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    saved.hidden = true;
    if (check()) hand();
    else trouble.focus();
  });
  form.addEventListener('input', (event) => {
    if (event.target !== keeping) isChanged = true;
    if (event.target === keeping || keeping.checked) note();
  });
  addEventListener('beforeunload', (event) => {
    if (isChanged && !keeping.checked) event.preventDefault();
  });
  for (const element of document.querySelectorAll('[data-script]')) element.hidden = false;
  save.disabled = false;
  restore();
})();
