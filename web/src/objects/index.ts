// The order is that of the navigation, so it is not sorted.
import "./shapes";
import "./deal";
import "./person";
import "./company";
