package content

import (
	"encoding/json"
	"os"
)

// Write writes d to a file.
func (d *Document) Write(name string) error {
	data, err := json.Marshal(d)
	if err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o600)
}

// Read reads what Write wrote.
func Read(name string) (*Document, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	d := &Document{}
	return d, json.Unmarshal(data, d)
}
