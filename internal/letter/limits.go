package letter

// Limits of a request as a file (the contract, section 1).
const (
	MaxBytes  = 1 << 20 // of one request
	MaxDepth  = 32      // objects and lists inside each other, the request being the first
	MaxFaults = 1000    // listed of one request; more help nobody
)

// Limits in characters. They keep absurd requests out and are far above what a
// real letter holds; what fits on a page is the layout's business, and a name
// or an address is never refused for its width.
const (
	maxKey       = 200
	maxIdent     = 64   // an id, a code, a phone number
	maxName      = 120  // one part of a name, a place, a drug, a strength
	maxLine      = 300  // a name in full, a reference
	maxText      = 2000 // a text in one language
	maxDigits    = 6    // of a decimal before its point
	maxFraction  = 4    // and after it
	maxAccents   = 4    // combining marks on one letter
	maxDaySupply = 999
)

// Limits in entries of a list.
const (
	maxMedications   = 200
	maxReactions     = 100
	maxToDos         = 50
	maxActions       = 20
	maxSteps         = 10
	maxInterventions = 20
	maxSites         = 20
	maxPeople        = 20 // participants, prescribers of one medicine, cc
	maxAddressLines  = 6
	maxCodes         = 20 // words of a fixed list, opening hours
	maxValues        = 20 // of a phrase
)
