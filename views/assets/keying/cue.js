/** A short low tone when a key was not taken: whoever keys looks at the paper, not at the screen. */
// @ts-check

/** @type {AudioContext | undefined} */
let audio;

export function cue() {
  if (!('AudioContext' in globalThis)) return;
  audio ??= new AudioContext();
  const tone = new OscillatorNode(audio, { type: 'triangle', frequency: 180 });
  const volume = new GainNode(audio, { gain: 0.15 });
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.12);
}
