import { setFlagsFromString } from 'node:v8';

/**
 * Imported first by what starts the bot. Node strips types by WebAssembly, in each thread anew, and V8 replaces its
 * wrappers after a thousand calls; to free the old ones may end the process ("jit_page_->allocations_.erase(addr) == 1",
 * https://github.com/nodejs/node/issues/64500), and a reconciliation has a thread of its own. So none is ever replaced.
 */
setFlagsFromString('--wasm-wrapper-tiering-budget=1000000000');
