// Long selects can be searched; data-lookup asks the server while one types (a company by name, code or telephone).
import TomSelect from 'tom-select/base';
import removeButton from 'tom-select/plugins/remove_button/plugin.js';
import { each, words } from './page.js';

TomSelect.define('remove_button', removeButton);

const line = (item, escape) => `<div>${escape(item.text)}${item.hint ? `<span class="ts-hint">${escape(item.hint)}</span>` : ''}</div>`;
const render = {
  no_results: () => `<div class="no-results">${words.noResults ?? ''}</div>`,
  option_create: (data, escape) => `<div class="create">${words.add ?? ''} <strong>${escape(data.input)}</strong></div>`,
};
const plugins = (multiple) => (multiple ? { remove_button: { title: words.remove } } : {});

each('select[data-search]', (select) => {
  new TomSelect(select, { plugins: plugins(select.multiple), maxOptions: 500, render, allowEmptyOption: !select.multiple, copyClassesToDropdown: false });
  select.setAttribute('aria-hidden', 'true'); // the box in its place is the one that is read out
});

each('input[data-lookup]', (input) => {
  const first = input.value ? [{ value: input.value, text: input.dataset.text || input.value }] : [];
  const control = new TomSelect(input, {
    maxItems: input.dataset.many === undefined ? 1 : null,
    plugins: plugins(input.dataset.many !== undefined),
    options: first,
    items: first.map((item) => item.value),
    create: input.dataset.create !== undefined,
    createOnBlur: input.dataset.create !== undefined,
    valueField: 'value',
    labelField: 'text',
    searchField: [], // the server has chosen already: its tolerance for 有限公司 or full-width forms must not be undone here
    loadThrottle: 180,
    copyClassesToDropdown: false,
    shouldLoad: (query) => query.trim().length > 0,
    load(query, done) {
      const url = new URL(input.dataset.lookup, location.href);
      url.searchParams.set('q', query);
      this.clearOptions((option) => this.items.includes(String(option.value)));
      fetch(url, { headers: { Accept: 'application/json' } })
        .then((answer) => (answer.ok ? answer.json() : []))
        .then((found) => done(query === this.lastQuery || !this.lastQuery ? found : []), () => done());
    },
    render: { ...render, option: line },
    onChange() { input.dispatchEvent(new Event('chosen', { bubbles: true })); },
  });
  input.setAttribute('aria-hidden', 'true');
  if (input.autofocus) control.focus();
});
