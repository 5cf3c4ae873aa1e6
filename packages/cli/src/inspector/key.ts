/** Names a thing of one PBX: calls and extensions of different ones may be called alike. */
export const keyOf = (source: string | null, name: string): string => `${source ?? ''} ${name}`;
