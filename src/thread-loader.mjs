// Preloaded by worker threads, so that they too can run TypeScript source. `--import tsx` alone does not reach the
// entry module of a thread on Node 20; registering by hand does.
import { register } from 'tsx/esm/api';

register();
