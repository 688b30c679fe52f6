// charts.js - the two drawings of the manager's page: a rate with its interval, waits by service.

import {$, h, setText} from './dom.js';
import {percent, wholeMinutes} from './format.js';

const HALF = 0.5; // the scale begins at 50 % while nothing lies below

function at(node, share, property = 'left') {
  node.style[property] = `${share * 100}%`;
  return node;
}

// The big figure, its interval, and both on a scale beside the target. days: of when they are.
export function satisfactionPanel(row, report, days) {
  const known = row.satisfaction !== null && row.satisfaction95 !== null;
  setText('#participation', row.served
    ? `参评 ${row.rated} / ${row.served} 位，参评率 ${percent(row.participation ?? 0)}` : `${days}还没有办结`);
  setText('#least', report.least);
  const figure = $('#satisfaction');
  figure.classList.toggle('few', !known);
  setText(figure, known ? percent(row.satisfaction) : '样本不足');
  $('#interval').replaceChildren(...(known
    ? ['真实值多半在 ', h('b', {}, `${(row.satisfaction95.lo * 100).toFixed(1)}%–${(row.satisfaction95.hi * 100).toFixed(1)}%`), ' 之间']
    : [row.rated ? `现在有 ${row.rated} 条评价，满 ${report.least} 条再算` : '还没有评价']));
  drawScale(known ? row : null, report.target);
}

function drawScale(row, target) {
  const scale = $('#scale');
  const from = row && row.satisfaction95.lo < HALF ? 0 : HALF;
  const place = (share) => (share - from) / (1 - from);
  const steps = from ? [0.5, 0.6, 0.7, 0.8, 0.9, 1] : [0, 0.2, 0.4, 0.6, 0.8, 1];
  const parts = [h('i', {class: 'axis'})];
  for (const step of steps) {
    parts.push(at(h('i', {class: 'tick'}), place(step)), at(h('span', {class: 'mark'}, `${Math.round(step * 100)}%`), place(step)));
  }
  if (row) {
    const {lo, hi} = row.satisfaction95;
    const bar = at(h('i', {class: `bar95 ${hi < target ? 'under' : ''}`}), place(lo));
    parts.push(at(bar, place(hi) - place(lo), 'width'));
  }
  parts.push(at(h('i', {class: 'target'}), place(target)),
    at(h('span', {class: 'target-words'}, `目标 ${Math.round(target * 100)}%`), place(target)));
  if (row) parts.push(at(h('i', {class: 'point'}), place(row.satisfaction)));
  scale.classList.toggle('few', !row);
  scale.replaceChildren(...parts);
}

// One line a service: dot the median, bar to the ninth tenth, dashed line the target.
export function waitsChart(box, report) {
  const target = report.wait_target / 60;
  const longest = Math.max(target * 1.3, ...report.rows.map((row) => (row.wait_p90 ?? 0) / 60));
  const step = longest > 60 ? 30 : longest > 30 ? 10 : 5;
  const end = Math.ceil(longest / step) * step;
  const marks = Array.from({length: end / step + 1}, (_, i) => i * step);
  const rows = report.rows.flatMap((row) => waitRow(row, {target, end, marks}));
  const axis = h('div', {class: 'axis'}, ...marks.filter((mark) => Math.abs(mark - target) >= step * 0.6)
    .map((mark) => at(h('span', {}, String(mark)), mark / end)),
  at(h('span', {class: 'goal'}, `目标 ${Math.round(target)}`), target / end));
  box.replaceChildren(...rows, h('span'), h('span'), axis, h('span'));
}

function waitRow(row, {target, end, marks}) {
  const known = row.wait_median !== null;
  const over = known && row.wait_p90 / 60 > target;
  const plot = h('div', {class: `plot ${over ? 'over' : ''}`}, ...marks.map((mark) => at(h('u'), mark / end)));
  if (known) {
    const bar = at(h('i'), row.wait_median / 60 / end);
    plot.append(at(bar, (row.wait_p90 - row.wait_median) / 60 / end, 'width'));
  }
  plot.append(at(h('s'), target / end));
  if (known) plot.append(at(h('b'), row.wait_median / 60 / end));
  const value = known ? `${wholeMinutes(row.wait_median)} / ${Math.ceil(row.wait_p90 / 60)}` : '';
  return [h('span', {class: 'name'}, row.label), h('span', {class: 'issued'}, String(row.issued)), plot,
    known ? h('span', {class: `value ${over ? 'over' : ''}`}, value) : h('span', {class: 'none'}, '还没有叫')];
}
