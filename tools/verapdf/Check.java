import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Drives veraPDF's library where its command line tool cannot be had.
 *
 * <p>Arguments: a standard as veraPDF names it (2a, ua1), then files. Prints, with tabs between, the
 * lines that the script beside it reads: "file NAME CHECKS FAILED", "rule CLAUSE TIMES", "note TEXT".
 */
public class Check {
  public static void main(String[] args) {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour standard = PDFAFlavour.byFlavourId(args[0]);
    for (int i = 1; i < args.length; i++) {
      try {
        check(standard, args[i]);
      } catch (Exception e) {
        System.out.printf("file\t%s\t0\tunreadable%nnote\t%s%n", args[i], e);
      }
    }
  }

  private static void check(PDFAFlavour standard, String name) throws Exception {
    try (FileInputStream in = new FileInputStream(name);
        PDFAParser parser = Foundries.defaultInstance().createParser(in, standard);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(standard, true)) {
      ValidationResult result = validator.validate(parser);
      Map<String, Integer> times = new TreeMap<>();
      Map<String, String> notes = new TreeMap<>();
      int failed = 0;
      for (TestAssertion a : result.getTestAssertions()) {
        if (a.getStatus() == TestAssertion.Status.PASSED) {
          continue;
        }
        failed++;
        String rule = a.getRuleId().getClause() + "-" + a.getRuleId().getTestNumber();
        times.merge(rule, 1, Integer::sum);
        notes.putIfAbsent(rule, a.getMessage());
      }
      System.out.printf("file\t%s\t%d\t%d%n", name, result.getTotalAssertions(), failed);
      for (String rule : times.keySet()) {
        System.out.printf("rule\t%s\t%d%nnote\t%s%n", rule, times.get(rule), notes.get(rule));
      }
    }
  }
}
