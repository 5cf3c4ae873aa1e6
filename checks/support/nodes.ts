import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './workspaces.js';

/** A Node to run packed packages on. */
export interface NodeVersion {
  name: string;
  binary: string;
  /** How its `--version` begins. */
  version: string;
  /** Why it cannot be used. */
  unavailable?: string;
}

const running: NodeVersion = {
  name: `Node ${process.versions.node}, the running one`,
  binary: process.execPath,
  version: process.version,
};

/** The Node that runs the tests, and the newer ones pinned in `.ci/nodes`, installed or not. */
export const nodes: readonly NodeVersion[] = [running, pinned(22), pinned(24)];

/** Those of them that are installed. */
export const usableNodes = nodes.filter(({ unavailable }) => unavailable === undefined);

const { CI_NODES } = process.env;

/** Whether to fail rather than skip where a pinned Node is not installed. */
export const allNodesRequired = CI_NODES === 'required';

function pinned(major: number): NodeVersion {
  const binary = join(root, '.ci/nodes/node_modules', `node${major}`, 'bin/node');
  const node = { name: `Node ${major}`, binary, version: `v${major}.` };
  if (existsSync(binary)) return node;
  return {
    ...node,
    unavailable: `Node ${major} is not installed; "npm ci --prefix .ci/nodes" does that on Linux x64`,
  };
}
