interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly isNumber?: boolean;
  readonly isRequired?: boolean;
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  onValue(value: string): void;
}

/** A field with its label. */
export function Field({ label, value, isNumber, isRequired, least, most, onValue }: FieldProps) {
  const common = {
    value,
    required: isRequired === true,
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => onValue(event.currentTarget.value),
  };
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: either branch is its field
    <label class="field">
      <span>{label}</span>
      {isNumber ? (
        <input type="number" step="any" min={least} max={most} {...common} />
      ) : (
        <input type="text" {...common} />
      )}
    </label>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly values: readonly string[];
  /** Names that are shown in place of the values. */
  readonly names?: Readonly<Record<string, string>>;
  readonly value: string;
  onValue(value: string): void;
}

/** One of several values, with a label. */
export function Choice({ label, values, names, value, onValue }: ChoiceProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onValue(event.currentTarget.value)}>
        {values.map((each) => (
          <option key={each} value={each}>
            {names?.[each] ?? each}
          </option>
        ))}
      </select>
    </label>
  );
}
