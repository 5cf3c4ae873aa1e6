import type pc from 'picocolors';

/** The functions of picocolors, on or off. */
export type Colors = ReturnType<typeof pc.createColors>;
