// Draws <figure data-chart> from the JSON beside it, in the page's own colours, again whenever these change.
import { BarChart, HeatmapChart, LineChart, PieChart } from 'echarts/charts';
import { GridComponent, LegendPlainComponent, TooltipComponent, VisualMapContinuousComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { optionFor } from './chart-options.js';

use([BarChart, LineChart, PieChart, HeatmapChart, GridComponent, LegendPlainComponent, TooltipComponent, VisualMapContinuousComponent, CanvasRenderer]);

const drawn = new Map();
const still = matchMedia('(prefers-reduced-motion: reduce)');

export function draw(figure) {
  const spec = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
  const canvas = figure.querySelector('.chart-canvas');
  if (spec.kind === 'heatmap') canvas.style.height = `${Math.max(14, spec.series.length * 1.9 + 8)}rem`;
  if (spec.kind === 'rows') canvas.style.height = `${Math.max(8, spec.labels.length * 1.75 + 3)}rem`;
  const chart = init(canvas, null, { renderer: 'canvas' });
  drawn.set(chart, spec);
  paint(chart, spec);
  const linkOf = ({ dataIndex, value }) => (spec.kind === 'heatmap' ? spec.series[value[1]].links?.[value[0]] : spec.links?.[dataIndex]);
  chart.on('click', (point) => { const url = linkOf(point); if (url) location.assign(url); });
  new ResizeObserver(() => chart.resize()).observe(canvas);
}

function paint(chart, spec, moving = !still.matches) {
  chart.setOption({ animation: moving, ...optionFor(spec, colours()) }, true);
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  return {
    ink: of('--ink'), quiet: of('--ink-2'), rule: of('--rule'), surface: of('--surface'), font: of('--sans'),
    series: ['--accent', '--seal', '--calm', '--warn', '--good', '--ink-2'].map(of),
    low: of('--accent-soft'), high: of('--heat'),
  };
}

const repaint = () => { for (const [chart, spec] of drawn) paint(chart, spec); };
new MutationObserver(repaint).observe(document.documentElement, { attributeFilter: ['data-bs-theme'] });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', repaint);

// Paper is white: a canvas painted for the dark theme would be pale on it.
const root = document.documentElement;
let theme;
function forPaper(value) {
  root.dataset.bsTheme = value;
  for (const [chart, spec] of drawn) {
    paint(chart, spec, false);
    chart.resize();
    chart.getZr().flush();
  }
}
addEventListener('beforeprint', () => { theme = root.dataset.bsTheme; forPaper('light'); });
addEventListener('afterprint', () => forPaper(theme));
