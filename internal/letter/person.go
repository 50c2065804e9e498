package letter

import "strings"

// Full returns the name in full: the display name exactly as given, else the
// parts in their order.
func (n *Name) Full() string {
	if n.Display != "" {
		return n.Display
	}
	parts := make([]string, 0, 5)
	for _, p := range []string{n.Prefix, n.First, n.Middle, n.Last, n.Suffix} {
		if p = strings.TrimSpace(p); p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " ")
}

// Block returns the lines of an address as an envelope shows them, in capitals:
// the names, care of whom, the urbanization (of Puerto Rico, above the street),
// the street, and city, state and ZIP code (USPS Publication 28). Nothing else
// is changed or shortened; what is blank has no line.
func (a *Address) Block(names ...string) []string {
	lines := make([]string, 0, len(names)+len(a.Lines)+3)
	for _, n := range names {
		lines = appendLine(lines, n)
	}
	lines = appendLine(lines, careOf(a.CareOf))
	lines = appendLine(lines, a.Urbanization)
	for _, s := range a.Lines {
		lines = appendLine(lines, s)
	}
	return appendLine(lines, a.City+" "+a.State+" "+zip(a.PostalCode))
}

func appendLine(lines []string, s string) []string {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" {
		return lines
	}
	return append(lines, capitals(s))
}

// capitals writes s in capitals. Go leaves the sharp s as it is, which has no
// capital on envelopes: it is written SS.
func capitals(s string) string {
	return strings.ReplaceAll(strings.ToUpper(s), "ß", "SS")
}

// careOf marks a line as care of, unless it is marked already.
func careOf(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.HasPrefix(s, "%") || strings.HasPrefix(strings.ToUpper(s), "C/O") {
		return s
	}
	return "C/O " + s
}

// zip sets the hyphen of a ZIP+4 that was given without one.
func zip(s string) string {
	if len(s) == 9 {
		return s[:5] + "-" + s[5:]
	}
	return s
}
