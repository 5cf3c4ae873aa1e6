import { useEffect } from 'preact/hooks';
import { useApp } from './context.js';

/** The same keys on a Persian keyboard, too. */
const HELP = ['?', '؟'];
const PAUSE = ['p', 'P', 'ح'];

/** Keys that work everywhere but where people type. */
export function useShortcuts(onHelp: () => void): void {
  const { inspector } = useApp();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('dialog[open]') !== null) return;
      if (event.key === 'Escape') closeDetail();
      else if (event.key === '/') focus('[data-search]');
      else if (HELP.includes(event.key)) onHelp();
      else if (PAUSE.includes(event.key)) inspector.togglePause();
      else return;
      event.preventDefault();
    }
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [inspector, onHelp]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input:not([type=checkbox]), select, textarea');
}

function closeDetail(): void {
  const button = document.querySelector<HTMLElement>('[data-close-detail]');
  if (button === null) return;
  button.click();
  focus('[role=grid]');
}

function focus(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}
