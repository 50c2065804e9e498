package pdf

import "letterpress/internal/page"

// Producer names the program in a file's metadata.
const Producer = "letterpress"

// The XMP packet, cut where the letter's own values go. A PDF/A file must
// describe every schema that ISO 19005-2 does not know, hence the extension
// schema for pdfuaid.
const (
	xmpHead = "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n" +
		`<rdf:Description rdf:about=""` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/"` +
		` xmlns:xmp="http://ns.adobe.com/xap/1.0/"` +
		` xmlns:pdf="http://ns.adobe.com/pdf/1.3/"` +
		` xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"` +
		` xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"` +
		` xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"` +
		` xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"` +
		` xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">` + "\n" +
		`<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>` + "\n" +
		`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">`
	xmpTitle   = `</rdf:li></rdf:Alt></dc:title>`
	xmpSubject = `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">`
	xmpAbout   = `</rdf:li></rdf:Alt></dc:description>`
	xmpLang    = `<dc:language><rdf:Bag><rdf:li>`
	xmpCreated = `</rdf:li></rdf:Bag></dc:language>` + "\n" +
		`<pdf:Producer>` + Producer + `</pdf:Producer><xmp:CreateDate>`
	xmpModified = `</xmp:CreateDate><xmp:ModifyDate>`
	xmpTail     = `</xmp:ModifyDate>` + "\n" +
		`<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">` +
		`<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>` +
		`<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>` +
		`<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>` +
		`<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">` +
		`<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>` +
		`<pdfaProperty:category>internal</pdfaProperty:category>` +
		`<pdfaProperty:description>Which part of ISO 14289 the file follows</pdfaProperty:description>` +
		`</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>` + "\n" +
		`</rdf:Description></rdf:RDF></x:xmpmeta>` + "\n" + `<?xpacket end="w"?>`
)

// midnight makes a point in time of the letter's date: files know no plain days.
const midnight = "T00:00:00+00:00"

func appendXMP(b []byte, d *page.Document) []byte {
	b = append(appendXML(append(b, xmpHead...), d.Title), xmpTitle...)
	if d.Subject != "" {
		b = append(appendXML(append(b, xmpSubject...), d.Subject), xmpAbout...)
	}
	b = append(appendXML(append(b, xmpLang...), d.Lang), xmpCreated...)
	b = append(append(append(b, d.Date...), midnight...), xmpModified...)
	return append(append(append(b, d.Date...), midnight...), xmpTail...)
}

func appendXML(b []byte, s string) []byte {
	for i := range len(s) {
		switch s[i] {
		case '&':
			b = append(b, "&amp;"...)
		case '<':
			b = append(b, "&lt;"...)
		case '>':
			b = append(b, "&gt;"...)
		default:
			b = append(b, s[i])
		}
	}
	return b
}

// appendDate writes a date YYYY-MM-DD as the Info dictionary wants it, the same
// moment as in the XMP packet.
func appendDate(b []byte, date string) []byte {
	b = append(b, "(D:"...)
	b = append(b, date[:4]...)
	b = append(b, date[5:7]...)
	b = append(b, date[8:]...)
	return append(b, "000000+00'00')"...)
}
