type State = 'text' | 'open' | 'bang' | 'bang-dash' | 'comment' | 'instruction' | 'over';

/**
 * Finds a DOCTYPE before the root element at its first letter. The XML parser reports one only at its end, and would
 * hold all of it until then. Behind the prolog the parser itself refuses it at once.
 */
export class PrologGuard {
  #state: State = 'text';
  #last = '';
  #beforeLast = '';

  /** Index in `text`, the next part of the file, at which a DOCTYPE has shown itself; -1 for none. */
  doctypeAt(text: string): number {
    for (let i = 0; i < text.length && this.#state !== 'over'; i++) {
      const char = text.charAt(i);
      if (this.#state === 'bang' && char === 'D') return i;
      this.#step(char);
    }
    return -1;
  }

  #step(char: string): void {
    switch (this.#state) {
      case 'text':
        if (char === '<') this.#state = 'open';
        return;
      case 'open':
        this.#enter(char === '!' ? 'bang' : char === '?' ? 'instruction' : 'over');
        return;
      case 'bang':
        this.#state = char === '-' ? 'bang-dash' : 'over';
        return;
      case 'bang-dash':
        this.#enter(char === '-' ? 'comment' : 'over');
        return;
      case 'comment':
      case 'instruction': {
        const end =
          this.#state === 'comment' ? this.#last === '-' && this.#beforeLast === '-' : this.#last === '?';
        if (char === '>' && end) this.#enter('text');
        else [this.#beforeLast, this.#last] = [this.#last, char];
        return;
      }
      case 'over':
        return;
    }
  }

  #enter(state: State): void {
    this.#state = state;
    this.#last = '';
    this.#beforeLast = '';
  }
}
