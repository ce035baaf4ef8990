import "./shapes";
import "./company";
import "./deal";
import "./person";
