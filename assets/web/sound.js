// sound.js - one short tone, and on phones a shake. Browsers allow both only after the page was
// pressed once, and complain about an earlier try.

let audio = null;

const allowed = () => navigator.userActivation?.hasBeenActive ?? true;

export function chime() {
  if (!allowed()) return;
  try {
    audio ??= new AudioContext();
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    volume.gain.setValueAtTime(0.15, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.5);
    tone.frequency.value = 784;
    tone.connect(volume).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 0.5);
  } catch {
    audio = null; // no sound device: the screen says it too
  }
}

export function ring() {
  chime();
  if (allowed()) navigator.vibrate?.([200, 120, 200]);
}
