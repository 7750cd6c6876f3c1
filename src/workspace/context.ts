import { createContext } from 'svelte';
import type { Workspace } from './workspace.svelte';

/** The page's workspace, made once in `main.ts`. */
export const [getWorkspace, setWorkspace] = createContext<Workspace>();
