import java.io.PrintStream;
import org.mustangproject.validator.ZUGFeRDValidator;

/** Judges Factur-X files in one process: java -cp VALIDATOR.jar Mustang.java FILE... prints "VERDICT true|false FILE", then its report. */
public class Mustang {
  public static void main(String[] files) throws Exception {
    PrintStream out = System.out;
    System.setOut(System.err);
    for (String file : files) {
      ZUGFeRDValidator validator = new ZUGFeRDValidator();
      validator.disableNotices();
      String report = validator.validate(file);
      out.println("VERDICT " + validator.wasCompletelyValid() + " " + file);
      out.println(report);
    }
  }
}
