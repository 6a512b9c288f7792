// Reads each probe with one reader of Go and prints what it is, as JSON.
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"os"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	goccy "github.com/goccy/go-yaml"
	yaml4 "go.yaml.in/yaml/v4"
	yaml3 "gopkg.in/yaml.v3"
)

type packet struct {
	HarnessCommand any `json:"harness_command,omitempty"`
	Kind           any `json:"kind,omitempty"`
}

func into[T any](unmarshal func([]byte, any) error) func([]byte) (any, error) {
	return func(data []byte) (any, error) {
		var value T
		err := unmarshal(data, &value)
		return value, err
	}
}

var readers = map[string]func([]byte) (any, error){
	"yaml.v3": into[any](yaml3.Unmarshal),
	"yaml-v4": into[any](func(b []byte, v any) error { return yaml4.Unmarshal(b, v) }),
	"goccy":   into[any](func(b []byte, v any) error { return goccy.Unmarshal(b, v) }),
	"json":    into[any](json.Unmarshal),
	"json-struct": func(data []byte) (any, error) {
		read, err := into[packet](json.Unmarshal)(data)
		if err != nil {
			return nil, err
		}
		p := read.(packet)
		members := map[string]any{}
		if p.HarnessCommand != nil {
			members["harness_command"] = p.HarnessCommand
		}
		if p.Kind != nil {
			members["kind"] = p.Kind
		}
		return members, nil
	},
}

func ascii(text string) string {
	var out strings.Builder
	for _, r := range text {
		if r < 0x7f {
			quoted, _ := json.Marshal(string(r))
			if r == '<' || r == '>' || r == '&' {
				quoted = []byte{'"', byte(r), '"'}
			}
			out.Write(quoted[1 : len(quoted)-1])
		} else {
			for _, unit := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&out, `\u%04x`, unit)
			}
		}
	}
	return `"` + out.String() + `"`
}

func number(value float64) string {
	switch {
	case math.IsNaN(value):
		return "NaN"
	case math.IsInf(value, 1):
		return "Infinity"
	case math.IsInf(value, -1):
		return "-Infinity"
	case value == 0 && math.Signbit(value):
		return "-0"
	case value == math.Trunc(value) && math.Abs(value) < 1e21:
		text, _ := big.NewFloat(value).Int(nil)
		return text.String()
	case math.Abs(value) >= 1e-4 && math.Abs(value) < 1e16:
		return strconv.FormatFloat(value, 'f', -1, 64)
	}
	return strconv.FormatFloat(value, 'e', -1, 64)
}

func shown(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case string:
		return ascii(v)
	case float64:
		return number(v)
	case time.Time:
		return "time " + v.UTC().Format("2006-01-02T15:04:05.999999999")
	}
	of := reflect.ValueOf(value)
	var parts []string
	switch of.Kind() {
	case reflect.Slice:
		for i := range of.Len() {
			parts = append(parts, shown(of.Index(i).Interface()))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case reflect.Map:
		for _, key := range of.MapKeys() {
			parts = append(parts, shown(key.Interface())+": "+shown(of.MapIndex(key).Interface()))
		}
		sort.Strings(parts)
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return fmt.Sprint(value)
}

func result(read func([]byte) (any, error), probe string) (text string) {
	defer func() { // a reader may fail in any way: each is a refusal
		if recover() != nil {
			text = "refused"
		}
	}()
	data, err := base64.StdEncoding.DecodeString(probe)
	if err != nil {
		return err.Error()
	}
	value, err := read(data)
	if err != nil {
		return "refused"
	}
	return shown(value)
}

func main() {
	var probes, results []string
	if err := json.NewDecoder(os.Stdin).Decode(&probes); err != nil {
		panic(err)
	}
	for _, probe := range probes {
		results = append(results, result(readers[os.Args[1]], probe))
	}
	json.NewEncoder(os.Stdout).Encode(results)
}
