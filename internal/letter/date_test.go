package letter

import "testing"

func TestParseDate(t *testing.T) {
	for _, s := range []string{"2025-02-03", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"} {
		if d, err := ParseDate(s); err != nil || d.String() != s {
			t.Errorf("%s: %v, %v", s, d, err)
		}
	}
	for _, s := range []string{"", "2025-02-29", "1900-02-29", "2025-13-01", "2025-00-01", "2025-01-00", "2025-04-31", "0000-01-01",
		"2025-2-3", "2025/02/03", "20250203", "2025-02-03 ", "+025-02-03", "2025-02-0a", "٢٠٢٥-02-03"} {
		if d, err := ParseDate(s); err == nil || !d.IsZero() {
			t.Errorf("%q: %v, want an error", s, d)
		}
	}
}

func TestDateArithmetic(t *testing.T) {
	leap, next := Date{2024, 2, 29}, Date{2024, 3, 1}
	if leap.AddDays(1) != next || next.AddDays(-1) != leap || leap.DaysUntil(next) != 1 || next.DaysUntil(leap) != -1 {
		t.Error("a day over the end of February")
	}
	if (Date{1969, 12, 31}).DaysUntil(Date{1970, 1, 1}) != 1 {
		t.Error("a day over 1970")
	}
	if !leap.Before(next) || next.Before(leap) || leap.Before(leap) || !next.After(leap) || leap.After(leap) {
		t.Error("order of days")
	}
	if !(Date{2023, 12, 31}).Before(Date{2024, 1, 1}) || (Date{2024, 1, 31}).After(Date{2024, 2, 1}) {
		t.Error("order over months and years")
	}
	if got := (Date{}).String(); got != "" {
		t.Errorf("no date prints %q", got)
	}
}

func TestYearsUntil(t *testing.T) {
	born := Date{1948, 7, 9}
	for _, tt := range []struct {
		on   Date
		want int
	}{{Date{2025, 7, 8}, 76}, {Date{2025, 7, 9}, 77}, {Date{2025, 2, 20}, 76}, {Date{2025, 12, 1}, 77}} {
		if got := born.YearsUntil(tt.on); got != tt.want {
			t.Errorf("age on %v = %d, want %d", tt.on, got, tt.want)
		}
	}
}
