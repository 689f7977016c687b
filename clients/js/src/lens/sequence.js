/**
 * Operations one after the other, upwards, as one. `put(base, view)` through `p` then `q` is
 * `q.put(base, p.put(q.backward(base), view))`.
 *
 * An operation has `description`, `forward(older)` and `backward(newer)`. It may have `put(base, view, aligned)`, which says that it takes
 * something from a base, and `strict()`, the same operation without stand-ins. All change their argument in place.
 */
export class Sequence {
  constructor(operations) {
    this.operations = operations;
    this.takesFromBase = operations.some((operation) => operation.put !== undefined);
    this.description = operations.map((operation) => operation.description).join(' and ');
  }

  /** What the sequence leads in a member of an object; null where the member holds something else, or is missing. */
  contentIn(object, name) {
    return object.object(name);
  }

  forward(older) {
    for (const operation of this.operations) {
      operation.forward(older);
    }
  }

  backward(newer) {
    for (let index = this.operations.length - 1; index >= 0; index -= 1) {
      this.operations[index].backward(newer);
    }
  }

  /** Leads a view up with its base, which is only read. */
  put(base, view, aligned) {
    if (!this.takesFromBase) {
      this.forward(view);
      return;
    }
    const bases = [];
    const led = base.copy();
    for (let index = this.operations.length - 1; index >= 0; index -= 1) {
      bases[index] = this.operations[index].put === undefined ? null : led.copy();
      this.operations[index].backward(led);
    }
    this.operations.forEach((operation, index) => {
      if (operation.put === undefined) {
        operation.forward(view);
      } else {
        operation.put(bases[index], view, aligned);
      }
    });
  }

  /** The same without stand-ins; itself where there are none. */
  strict() {
    const strict = this.operations.map((operation) => operation.strict === undefined ? operation : operation.strict());
    return strict.every((operation, index) => operation === this.operations[index]) ? this : new Sequence(strict);
  }
}

Sequence.prototype.expected = 'an object or null';
