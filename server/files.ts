/** Makes sure of files: what was written is on the disk before anything relies on it. */

import { closeSync, fsyncSync, openSync } from 'node:fs';

export function syncFile(path: string): void {
  sync(path, 'r+');
}

/** So that a rename in it outlives a power cut. */
export function syncFolder(path: string): void {
  // Windows has no such thing for folders, and keeps renames by itself.
  if (process.platform !== 'win32') sync(path, 'r');
}

function sync(path: string, flags: string): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
