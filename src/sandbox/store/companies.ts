import { trimXml } from '../../text/white-space';

/** A company, as far as opportunities refer to it. */
export interface CompanyEntry {
  readonly id: number;
  readonly name: string;
}

/** The companies that opportunities can belong to. No operation changes them. */
export class CompanyStore {
  readonly #companies: CompanyEntry[] = [];

  /** Adds a company under the next id. */
  add(name: string): CompanyEntry {
    const company = { id: this.#companies.length + 1, name };
    this.#companies.push(company);
    return company;
  }

  byId(id: number): CompanyEntry | undefined {
    return this.#companies[id - 1];
  }

  /** A company by its name, in any case. */
  byName(name: string): CompanyEntry | undefined {
    const wanted = trimXml(name).toLowerCase();
    return this.#companies.find((company) => company.name.toLowerCase() === wanted);
  }
}
