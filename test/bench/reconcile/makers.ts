import { generate as agency } from './agency/generate.ts';
import { generate as bookkeeper } from './bookkeeper/generate.ts';
import type { Hardness } from './dial.ts';
import { generate as exporter } from './exporter/generate.ts';
import { generate as projects } from './generate.ts';
import { generate as simulation } from './simulation/generate.ts';
import type { Generated } from './truth.ts';

/** Who makes the lists: five hands that did not see each other's habits, nor the engine's rules. */
export const MAKERS: Readonly<Record<string, (seed: number, rows: number, hardness: Hardness) => Generated>> =
  {
    projects: (seed, rows, hardness) => projects(seed, rows, hardness),
    bookkeeper: (seed, rows, hardness) => bookkeeper(seed, rows, hardness),
    simulation: (seed, rows, hardness) => simulation(seed, rows, hardness),
    agency: (seed, rows, hardness) => agency(seed, rows, hardness),
    exporter: (seed, rows, hardness) => exporter(seed, rows, hardness),
  };
