import { useMessages } from '../ui/context.js';
import { Dialog } from '../ui/dialog.js';

/** Which keys do what. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { toolbar, shortcuts: messages } = useMessages();
  const shortcuts: readonly (readonly [keys: readonly string[], meaning: string])[] = [
    [['↑', '↓', 'PgUp', 'PgDn', 'Home', 'End'], messages.rows],
    [['Enter'], messages.open],
    [['Esc'], messages.close],
    [['/'], messages.search],
    [['P'], messages.pause],
    [['?'], messages.help],
  ];
  return (
    <Dialog title={toolbar.shortcuts} onClose={onClose}>
      <dl class="shortcuts">
        {shortcuts.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt dir="ltr">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
