// Draws latency over load as SVG, readable on light and dark.

const width = 760;
const height = 400;
const edge = { left: 70, right: 90, top: 44, bottom: 56 };
const lines = [
  { name: 'p50', label: 'median' },
  { name: 'p99', label: '99%' },
  { name: 'p99.9', label: '99.9%' },
];

const style = `
  text { font: 13px system-ui, sans-serif; fill: #24292f }
  .title { font-weight: 600; font-size: 15px }
  .grid { stroke: #d0d7de; stroke-width: 1 }
  .line { fill: none; stroke-width: 2.5; stroke-linejoin: round }
  .p50 { stroke: #0969da } .p99 { stroke: #bc4c00 } .p99-9 { stroke: #8250df }
  circle { stroke: none } circle.p50, text.p50 { fill: #0969da } circle.p99, text.p99 { fill: #bc4c00 }
  circle.p99-9, text.p99-9 { fill: #8250df } text.p50, text.p99, text.p99-9 { stroke: none; font-weight: 600 }
  .ground { fill: #ffffff }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .grid { stroke: #3d444d } .ground { fill: #0d1117 }
    .p50 { stroke: #58a6ff } .p99 { stroke: #f0883e } .p99-9 { stroke: #bc8cff }
    circle.p50, text.p50 { fill: #58a6ff } circle.p99, text.p99 { fill: #f0883e }
    circle.p99-9, text.p99-9 { fill: #bc8cff }
  }`;

const cssClass = (name) => name.replace('.', '-');
const text = (x, y, words, anchor = 'middle', kind = '') =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}"${kind && ` class="${kind}"`}>${words}</text>`;

/** Whole decades around all that is drawn. */
function decades(points) {
  const all = points.flatMap((point) => lines.map(({ name }) => point[name]));
  return [Math.floor(Math.log10(Math.min(...all))), Math.max(Math.ceil(Math.log10(Math.max(...all))), 1)];
}

/** About five round steps from 0 on. */
function steps(most) {
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
}

/** Labels at the ends of the lines, kept apart from each other. */
function labels(ends) {
  const sorted = [...ends].sort((a, b) => b.y - a.y);
  sorted.forEach((end, index) => { if (index) end.y = Math.min(end.y, sorted[index - 1].y - 16); });
  return sorted.map(({ x, y, label, kind }) => text(x + 10, y + 4, label, 'start', kind));
}

/** Points: {rate, p50, p99, 'p99.9'} in requests a second and milliseconds. */
export function pictureOf(points) {
  const [least, most] = decades(points);
  const widest = Math.max(...points.map(({ rate }) => rate));
  const x = (rate) => edge.left + (rate / widest) * (width - edge.left - edge.right);
  const y = (milliseconds) =>
    height - edge.bottom - ((Math.log10(milliseconds) - least) / (most - least)) * (height - edge.top - edge.bottom);
  const parts = [text(edge.left, 24, 'Latency of reads over load, counted from the planned moment', 'start', 'title')];
  for (let power = least; power <= most; ++power) {
    parts.push(`<path class="grid" d="M${edge.left} ${y(10 ** power).toFixed(1)}H${width - edge.right}"/>`);
    parts.push(text(edge.left - 8, y(10 ** power) + 4, `${10 ** power} ms`, 'end'));
  }
  for (const rate of steps(widest)) parts.push(text(x(rate), height - edge.bottom + 20, rate.toLocaleString('en')));
  parts.push(text((edge.left + width - edge.right) / 2, height - 12, 'reads a second'));
  const ends = lines.map(({ name, label }) => {
    const kind = cssClass(name);
    const places = points.map((point) => [x(point.rate), y(point[name])]);
    parts.push(`<path class="line ${kind}" d="M${places.map((place) => place.map((n) => n.toFixed(1)).join(' ')).join('L')}"/>`);
    parts.push(...places.map(([cx, cy]) => `<circle class="${kind}" cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="3"/>`));
    const [endX, endY] = places.at(-1);
    return { x: endX, y: endY, label, kind };
  });
  parts.push(...labels(ends));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">
<title>Latency over load</title>
<style>${style}
</style>
<rect class="ground" width="${width}" height="${height}" rx="6"/>
${parts.join('\n')}
</svg>
`;
}
