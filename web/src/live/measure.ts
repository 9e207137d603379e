/**
 * A frame has arrived in this tab (the mark `live:frame`); what is given is called when it was taken, and measures
 * until it is painted (`live:drawn`).
 */
export function arrive(seq: number): () => void {
  const detail = { seq };
  const { startTime } = performance.mark('live:frame', { detail });
  return () => {
    // A hidden tab paints nothing.
    if (document.visibilityState !== 'visible') return;
    requestAnimationFrame(() => requestAnimationFrame(() => performance.measure('live:drawn', { start: startTime, detail })));
  };
}
