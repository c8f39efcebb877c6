// Reads both themes out of _theme.scss and refuses a build in which a text could not be read on its ground (WCAG: 4.5:1;
// 3:1 for the edges of controls and the dots).
import { readFile } from 'node:fs/promises';

const soft = ['good', 'warn', 'bad', 'calm'].flatMap((tone) => [[tone, `${tone}-soft`], [tone, 'surface'], ['ink', `${tone}-soft`]]);
const grounds = ['paper', 'surface', 'surface-2', 'hover', 'accent-soft', 'none-soft'];
const texts = [
  ...soft,
  ...grounds.flatMap((ground) => [['ink', ground], ['ink-2', ground], ['accent', ground]]),
  ...['surface', 'paper', 'surface-2'].flatMap((ground) => [['accent-2', ground], ['seal', ground], ['bad', ground], ['warn', ground]]),
  ['bad', 'accent-soft'], ['warn', 'accent-soft'], ['bad', 'hover'], ['warn', 'hover'],
  ['on-accent', 'accent'], ['on-accent', 'accent-2'], ['surface', 'bad'], ['bar-ink', 'bar'], ['bar-ink-2', 'bar'], ['ink', 'heat'],
];
const edges = [['rule-2', 'surface'], ['rule-2', 'surface-2'], ['accent', 'surface'], ['dot-good', 'surface'], ['dot-bad', 'surface']];

function luminance(hex) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

export async function checkContrast(file) {
  const source = await readFile(file, 'utf8');
  for (const theme of ['light', 'dark']) {
    const block = source.match(new RegExp(`@mixin ${theme} \\{([^}]*)\\}`))[1];
    const colours = Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]));
    for (const [pairs, least] of [[texts, 4.5], [edges, 3]]) {
      for (const [text, ground] of pairs) {
        const found = ratio(colours[text], colours[ground]);
        if (!(found >= least)) throw new Error(`${theme}: --${text} on --${ground} is ${found.toFixed(2)}:1, below ${least}:1.`);
      }
    }
  }
}
