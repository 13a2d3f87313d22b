/** What FieldBox hands to every kind of input. */
import type { FieldInfo } from "../../register-types";

export interface FieldProps {
  id: string;
  field: FieldInfo;
  register: string;
  path: string;
  issues: Record<string, string>;
}
