package sense

import "letterpress/internal/letter"

// spanishWords are the words that the rules know in Spanish texts.
func spanishWords() *lexicon {
	x := abbreviations(letter.Spanish)
	x.add(condition, "", "hta icc erc")
	x.add(refused, "", "once daily take")
	x.add(english, "", notSpanish)
	x.add(blame, "", `incumplimiento incumplió incumplidor incumplidora incumple desobedeció rehusó rehúsa rehusa fracasó fracaso
		falló culpa descuidó descuidado descuidada descuido ignoró adicto adicta negligente negligencia irresponsable
		cumple cumplió negó niega queja`)
	x.add(stop, "", "deje dejar suspenda suspender interrumpa interrumpir pare parar descontinúe descontinuar discontinúe")
	x.add(change, "", "baje bajar reduzca reducir disminuya disminuir aumente aumentar suba subir duplique cambie cambiar")
	x.add(prescriber, "", `médico médicos médica médicas doctor doctora doctores dr dra dres enfermera enfermero enfermería clínica
		cirujano cirujana psiquiatra proveedor proveedora recete receta recetó dentista especialista`)
	return x
}

// notSpanish are frequent English words that are no Spanish ones: "use", "has",
// "son", "once" and the like are left out.
const notSpanish = `the and with for your you of to is are be if or at by on in from this that these those when until before after
	every each day days week weeks month months hour hours morning night evening bedtime mouth food water meal meals needed
	need needs not an it its have should could would was were been does did them they their there then than what which who
	how why pain blood pressure sugar high heart tablet tablets capsules pill pills twice times two three four less
	only call talk ask check keep bring tell eat drink avoid sleep swelling allergy hives cough itching dizziness headache
	kidney liver stomach bones skin eye eyes feet doctor's pharmacist medicine medicines medication medications
	nightly weekly monthly please thank started stopped because about`

// Words that make the advice to stop one about a medicine: right after it, or
// the nouns also soon after a word such as "su".
const (
	takingES = ` tomar tomarlo tomarla tomarlos tomarlas usar usarlo usarla usarlos usarlas inyectarse inyectárselo inyectársela
		aplicarse ponerse inhalar `
	oneOfES    = " su sus el la los las este esta estos estas ese esa todos todas ambos ambas "
	medicineES = ` medicamento medicamentos medicina medicinas pastilla pastillas tableta tabletas comprimido comprimidos cápsula
		cápsulas gotas inhalador inhaladores parche parches crema ungüento jarabe inyección inyecciones atomizador insulina
		aspirina vitamina vitaminas suplemento suplementos estatina anticoagulante `
	negationES = " no nunca jamás sin antes después cuando si hasta "
)

// Spanish words that blame only after "no", or after "se".
const (
	blamesAfterNo = " cumple cumplió "
	blamesAfterSe = " negó niega queja "
)
