/** How long it takes from a frame's arrival in this tab until it is painted: `live:frame`, `live:drawn`. */
export function drawn(seq: number): void {
  const detail = { seq };
  const { startTime } = performance.mark('live:frame', { detail });
  // A hidden tab paints nothing.
  if (document.visibilityState !== 'visible') return;
  requestAnimationFrame(() => requestAnimationFrame(() => performance.measure('live:drawn', { start: startTime, detail })));
}
