import { useState } from 'preact/hooks';
import { useMessages } from './context.js';

const SHOWN_MS = 2_000;

/** Puts text on the clipboard, and says whether it did. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  const { detail } = useMessages();
  const [result, setResult] = useState<string | null>(null);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setResult(detail.copied);
    } catch {
      setResult(detail.copyFailed);
    }
    setTimeout(() => setResult(null), SHOWN_MS);
  }

  return (
    <button type="button" onClick={copy}>
      <span aria-live="polite">{result ?? label}</span>
    </button>
  );
}
