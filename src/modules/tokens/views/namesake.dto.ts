/** Another access token, by name and place. */
export class NamesakeDto {
  id!: string;
  name!: string;
  /** `global`, or the id of the app. */
  scope!: string;
}
