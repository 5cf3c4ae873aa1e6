import { render } from 'preact';
import { Page } from './app.js';
import './styles/index.css';
import { AppContext, createApp } from './ui/context.js';

const root = document.getElementById('app');
if (root !== null) {
  const app = createApp();
  render(
    <AppContext.Provider value={app}>
      <Page />
    </AppContext.Provider>,
    root,
  );
  app.inspector.connect();
}
