// ECharts weighs as much as everything else together, so only a page with a chart fetches it. Its address is in a
// <meta>, because the file's real name carries a digest that only the server knows.
import { each } from './page.js';

const address = document.querySelector('meta[name=charts]')?.content;
let library;

each('figure[data-chart]', (figure) => {
  if (!address) return;
  library ??= import(address);
  library.then(({ draw }) => draw(figure));
});
