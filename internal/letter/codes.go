package letter

// The codes of faults. They are stable: programs of plans react to them, so a
// code is added but never renamed.
const (
	// The request as a file.
	CodeSyntax   = "syntax"    // not one well-formed JSON object
	CodeEncoding = "encoding"  // not UTF-8
	CodeTooLarge = "too-large" // more bytes than MaxBytes
	CodeTooDeep  = "too-deep"  // nested deeper than MaxDepth
	CodeMore     = "more"      // MaxFaults reached, later faults are not listed

	// Members of an object.
	CodeRequired  = "required"         // missing, or "" where something is needed
	CodeUnknown   = "unknown-member"   // no such member here
	CodeDuplicate = "duplicate-member" // given twice
	CodeNotUsed   = "not-used"         // this kind of letter has no use for it

	// One value.
	CodeType       = "type"        // string, list, object, true or false, number: another was needed
	CodeEmpty      = "empty"       // there, but nothing in it
	CodeWord       = "enum"        // not one of the words allowed here
	CodeDate       = "date"        // not a day written YYYY-MM-DD
	CodeFormat     = "format"      // not written as such a value is: phone, postal code, decimal
	CodeCheckDigit = "check-digit" // an identifier whose check digit is wrong
	CodeCharacter  = "character"   // a character that cannot be printed
	CodeTooLong    = "too-long"    // more characters than the limit
	CodeTooMany    = "too-many"    // more entries than the limit
	CodeRepeated   = "repeated"    // the same entry twice in a list
	CodeUnfilled   = "unfilled"    // a placeholder of a new request still stands there

	// Members against each other.
	CodeRange      = "range"      // too early, too late, too much, or in the wrong order
	CodeConflict   = "conflict"   // contradicts another member
	CodePreference = "preference" // against the member's standing wish
	CodeLanguage   = "language"   // words in another language than the letter's
)
