// From the product's small chart vocabulary (docs/templates.md) to ECharts' large one.
export function optionFor(spec, colour) {
  const text = { color: colour.quiet, fontFamily: colour.font, fontSize: spec.size ?? 12 };
  const base = {
    color: colour.series,
    textStyle: text,
    tooltip: {
      trigger: ['pie', 'heatmap'].includes(spec.kind) ? 'item' : 'axis', confine: true, backgroundColor: colour.surface, borderColor: colour.rule,
      textStyle: { ...text, color: colour.ink }, axisPointer: { type: spec.kind === 'line' ? 'line' : 'shadow' },
    },
    legend: { show: spec.series.length > 1 && spec.kind !== 'heatmap', top: 0, left: 0, itemWidth: 12, itemHeight: 8, icon: 'roundRect', textStyle: text },
    grid: { left: 4, right: 16, top: spec.series.length > 1 ? 34 : 14, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
  };
  return { ...base, ...(kinds[spec.kind] ?? kinds.bar)(spec, colour, text, base) };
}

const category = (data, colour, text) => ({ type: 'category', data, axisLine: { lineStyle: { color: colour.rule } }, axisTick: { show: false }, axisLabel: { ...text, hideOverlap: true } });
const value = (colour, text) => ({ type: 'value', minInterval: 1, splitLine: { lineStyle: { color: colour.rule } }, axisLabel: text });
const bars = (spec, stack) => spec.series.map(({ name, data }) => ({ type: 'bar', name, data, stack, barMaxWidth: 26, itemStyle: { borderRadius: stack ? 0 : 2 } }));

const kinds = {
  line: (spec, colour, text) => ({
    xAxis: { ...category(spec.labels, colour, text), boundaryGap: false },
    yAxis: value(colour, text),
    series: spec.series.map(({ name, data }, index) => ({
      type: 'line', name, data, symbol: ['circle', 'rect', 'triangle', 'diamond'][index % 4], symbolSize: 6, lineStyle: { width: 2, type: index % 2 ? [6, 3] : 'solid' },
    })),
  }),
  bar: (spec, colour, text) => ({ xAxis: category(spec.labels, colour, text), yAxis: value(colour, text), series: bars(spec) }),
  stacked: (spec, colour, text) => ({ xAxis: category(spec.labels, colour, text), yAxis: value(colour, text), series: bars(spec, 'all') }),
  rows: (spec, colour, text) => ({ yAxis: { ...category(spec.labels, colour, text), inverse: true }, xAxis: value(colour, text), series: bars(spec) }),
  pie: (spec, colour, text) => ({
    legend: { show: false },
    series: [{
      type: 'pie', radius: ['45%', '72%'], itemStyle: { borderColor: colour.surface, borderWidth: 2 }, label: { ...text, formatter: '{b} {c}' },
      data: spec.labels.map((name, index) => ({ name, value: spec.series[0].data[index] })),
    }],
  }),
  heatmap: (spec, colour, text, base) => {
    const cells = spec.series.flatMap(({ data }, row) => data.map((number, column) => [column, row, number ?? '-']));
    const numbers = cells.map((cell) => cell[2]).filter((number) => number !== '-');
    return {
      grid: { ...base.grid, top: 8, bottom: 44 },
      xAxis: { ...category(spec.labels, colour, text), axisLabel: { ...text, interval: 0, rotate: spec.labels.length > 6 ? 40 : 0 } },
      yAxis: { ...category(spec.series.map(({ name }) => name), colour, text), inverse: true },
      visualMap: { min: 0, max: Math.max(1, ...numbers), calculable: false, orient: 'horizontal', left: 'center', bottom: 0, itemHeight: 90, itemWidth: 10, textStyle: text, inRange: { color: [colour.low, colour.high] } },
      series: [{ type: 'heatmap', data: cells, label: { show: cells.length <= 400, formatter: ({ value }) => (spec.series[value[1]].data[value[0]] ?? ''), fontFamily: colour.font, color: colour.ink }, itemStyle: { borderColor: colour.surface, borderWidth: 2 } }],
    };
  },
};
