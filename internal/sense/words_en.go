package sense

import "letterpress/internal/letter"

// englishWords are the words that the rules know in English texts.
func englishWords() *lexicon {
	x := abbreviations(letter.English)
	x.add(blame, "", `non-compliant noncompliant non-compliance noncompliance non-adherent nonadherent non-adherence nonadherence
		uncooperative failed fails refused refuses denies complains complained neglected neglects careless abuser addict lazy
		disobeyed ignored fault`)
	x.add(stop, "", "stop stopping discontinue quit")
	x.add(change, "", "lower reduce decrease cut halve raise increase double change")
	x.add(prescriber, "", `doctor doctors doctors dr drs prescriber prescribers provider providers physician physicians nurse clinic
		surgeon psychiatrist pediatrician internist dentist`)
	return x
}

// Words that make the advice to stop one about a medicine: right after it, or
// the nouns also soon after a word such as "your".
const (
	takingEN   = " taking using injecting inhaling applying chewing it them "
	oneOfEN    = " the your this that these those all both any "
	medicineEN = ` medicine medicines medication medications drug drugs pill pills tablet tablets capsule capsules drops inhaler patch
		patches cream ointment syrup shot shots injection injections spray insulin aspirin vitamin vitamins supplement
		supplements statin statins thinner `
	negationEN = " not never dont without before after when if until once "
)
