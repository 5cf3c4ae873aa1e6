/** Unix time in milliseconds of an id that begins with an epoch, `1610778618.378` (WF b); `null` for any other. */
export function epochOf(callId: string): number | null {
  const seconds = EPOCH_AND_SEQUENCE.exec(callId)?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}

const EPOCH_AND_SEQUENCE = /^(\d{9,10})\.(\d{1,6})$/;

/** Which of two ids was given first: by epoch and sequence; ids of another form come last, by their text. */
export function compareIds(one: string, other: string): number {
  const [, epoch = 'none', sequence = ''] = EPOCH_AND_SEQUENCE.exec(one) ?? [];
  const [, otherEpoch = 'none', otherSequence = ''] = EPOCH_AND_SEQUENCE.exec(other) ?? [];
  return (
    epoch.length - otherEpoch.length ||
    compareText(epoch, otherEpoch) ||
    Number(sequence) - Number(otherSequence) ||
    compareText(one, other)
  );
}

export const compareText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
