import { describe, expect, it } from 'vitest';
import { firstFree, spanBetween, stepped } from './choice';

const core = { start: 480, end: 1080 };

describe('a choice by keys', () => {
  it('begins where nobody is busy', () => {
    expect(firstFree([], core)).toEqual({ start: 480, end: 540 });
    expect(firstFree([{ start: 450, end: 600 }, { start: 615, end: 700 }], core)).toEqual({ start: 700, end: 760 });
    expect(firstFree([{ start: 480, end: 600 }, { start: 630, end: 1440 }], core)).toEqual({ start: 600, end: 630 });
    expect(firstFree([{ start: 0, end: 1440 }], core)).toEqual({ start: 480, end: 540 });
  });

  it('is moved and stretched within the day', () => {
    expect(stepped({ start: 600, end: 660 }, 1, false)).toEqual({ start: 615, end: 675 });
    expect(stepped({ start: 0, end: 60 }, -1, false)).toEqual({ start: 0, end: 60 });
    expect(stepped({ start: 1380, end: 1440 }, 1, false)).toEqual({ start: 1380, end: 1440 });
    expect(stepped({ start: 600, end: 660 }, 1, true)).toEqual({ start: 600, end: 675 });
    expect(stepped({ start: 600, end: 615 }, -1, true)).toEqual({ start: 600, end: 615 });
    expect(stepped({ start: 1380, end: 1440 }, 1, true)).toEqual({ start: 1380, end: 1440 });
  });
});

describe('a choice by pointer', () => {
  it('holds both places, whichever came first', () => {
    expect(spanBetween(605, 700)).toEqual({ start: 600, end: 705 });
    expect(spanBetween(700, 605)).toEqual({ start: 600, end: 705 });
  });

  it('lasts half an hour at least, and ends with the day', () => {
    expect(spanBetween(605, 605)).toEqual({ start: 600, end: 630 });
    expect(spanBetween(1439, 1440)).toEqual({ start: 1410, end: 1440 });
    expect(spanBetween(1200, 1440)).toEqual({ start: 1200, end: 1440 });
  });
});
