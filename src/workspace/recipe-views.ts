import type { Recipe } from '../guide/recipes/recipe';
import { RecipeView } from './recipe-runs.svelte';
import type { Workspace } from './workspace.svelte';

/** All recipes that were opened, as they stood when one comes back to them. */
export class RecipeViews {
  readonly #workspace: Workspace;
  readonly #views = new Map<string, RecipeView>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  of(recipe: Recipe): RecipeView {
    const there = this.#views.get(recipe.id);
    if (there) return there;
    const view = new RecipeView(recipe, this.#workspace);
    this.#views.set(recipe.id, view);
    return view;
  }
}

const opened = new WeakMap<Workspace, RecipeViews>();

/** The recipes of a workspace: their part of the page may close and open again. */
export function recipesOf(workspace: Workspace): RecipeViews {
  const views = opened.get(workspace) ?? new RecipeViews(workspace);
  opened.set(workspace, views);
  return views;
}
