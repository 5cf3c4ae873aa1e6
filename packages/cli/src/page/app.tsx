import { useState } from 'preact/hooks';
import { BoardView } from './board/board-view.js';
import { CallsView } from './calls/calls-view.js';
import { DeliveriesView } from './list/deliveries-view.js';
import type { Route } from './state/route.js';
import { SettingsDialog } from './toolbar/settings-dialog.js';
import { ShortcutsDialog } from './toolbar/shortcuts-dialog.js';
import { Toolbar } from './toolbar/toolbar.js';
import { useApp } from './ui/context.js';
import { useDocumentSettings } from './ui/use-document-settings.js';
import { useShortcuts } from './ui/use-shortcuts.js';

/** The page. */
export function Page() {
  const { router } = useApp();
  const [dialog, setDialog] = useState<'settings' | 'shortcuts' | null>(null);
  const close = () => setDialog(null);
  const route = router.route.value;
  useDocumentSettings();
  useShortcuts(() => setDialog('shortcuts'));
  return (
    <>
      <Toolbar onSettings={() => setDialog('settings')} onShortcuts={() => setDialog('shortcuts')} />
      <main>
        <div id="view" role="tabpanel" aria-labelledby={`tab-${route.view}`}>
          <View route={route} />
        </div>
      </main>
      {dialog === 'settings' && <SettingsDialog onClose={close} />}
      {dialog === 'shortcuts' && <ShortcutsDialog onClose={close} />}
    </>
  );
}

function View({ route }: { route: Route }) {
  switch (route.view) {
    case 'deliveries':
      return <DeliveriesView seq={route.seq} filter={route.filter} />;
    case 'calls':
      return <CallsView opened={route.key} />;
    case 'board':
      return <BoardView />;
  }
}
