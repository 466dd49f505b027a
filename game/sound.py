"""Three soft tones, made here and not recorded: a turn was taken, there is news, an incident."""

from __future__ import annotations

import pygame

RATE = 44100
LOUDNESS = 0.18
TONES = {  # notes in hertz, one after the other, and how long each sounds, in seconds
    "turn": ((392.0, 523.25), 0.22),
    "news": ((659.25,), 0.18),
    "incident": ((220.0, 207.65), 0.4),
}


class Sound:
    """The tones, silent where there is no sound card; nothing happens before the first one."""

    def __init__(self) -> None:
        self._tones: dict[str, pygame.mixer.Sound] = {}

    def play(self, name: str) -> None:
        """Let one of the tones be heard."""
        try:
            if not pygame.mixer.get_init():
                pygame.mixer.init(RATE, -16, 1)
            if name not in self._tones:
                self._tones[name] = pygame.mixer.Sound(buffer=wave(*TONES[name]))
            self._tones[name].play()
        except pygame.error:  # a machine without sound plays as well
            return


def wave(notes: tuple[float, ...], seconds: float) -> bytes:
    """Sine tones that swell and fade, one after the other, as 16-bit samples."""
    import numpy as np  # late: it is only needed with sound on

    times = np.arange(int(RATE * seconds)) / RATE
    shape = np.minimum(times / 0.02, 1) * np.exp(-4 * times / seconds)
    tones = [np.sin(2 * np.pi * note * times) * shape for note in notes]
    return (np.concatenate(tones) * LOUDNESS * 32767).astype(np.int16).tobytes()
